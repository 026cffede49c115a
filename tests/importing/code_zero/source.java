public class Codes {
  public enum DoorError { UNSPECIFIED(0), SHUT(1), GONE(2); DoorError(int code) {} }
  public enum LockError { ERR_GENERAL(0), JAMMED(1); LockError(int code) {} }
  public enum KeyError { KEY_MISMATCH(0), BENT(1); KeyError(int code) {} }
  public enum RoomError { ROOM_OK(0), FULL(1); RoomError(int code) {} }
  public enum HallError { NONE(0), DARK(1); HallError(int code) {} }
}
