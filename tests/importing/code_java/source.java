public final class RetCode {
  public static final int OK = 0;
  /** bad key */
  public static final int BAD_KEY = 1001;
  public static final int BUSY = 1002; // busy
  static { MSG.put(BAD_KEY, "The key is wrong"); MSG.put(BUSY, "Busy"); }
  public enum Kind { PAYER_NOT_FOUND, LIMIT_REACHED, OK }
}
class PushError {
  private int value;
  private String description;
  public static PushError TOO_FAST = valueOf(Integer.valueOf(301), "Too many messages");
  public static PushError NO_TOKEN = valueOf(Integer.valueOf(404), "The token is unknown");
}
interface LoginErrors {
  /** The system is down */
  String SYS001 = "SYS001";
  /** The e-mail is wrong */
  String USR001 = "USR001";
}
