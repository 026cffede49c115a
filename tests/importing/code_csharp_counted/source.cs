public enum DoorStatus {
  /// <summary>All fine.</summary>
  Success = 0,
  [Description("The key is wrong")]
  WrongKey = 0x80070005,
  [Description("Busy")]
  Busy,
}
