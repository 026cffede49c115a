public final class RetCode {
  public static final int OK = 0;
  /** bad key */
  public static final int BAD_KEY = 1001;
  public static final int BUSY = 1002; // busy
  static { MSG.put(BAD_KEY, "The key is wrong"); MSG.put(BUSY, "Busy"); }
  public enum Kind { PAYER_NOT_FOUND, LIMIT_REACHED, OK }
}
