namespace Acme {
  public enum ErrorCode {
    [Description("All is well")]
    None = 0,
    /// <summary>The token expired.</summary>
    TokenExpired = 1001,
    [Obsolete]
    Busy = 1002,
  }
  public static class Errors {
    public const string NotFound = "not_found";
    public const string Forbidden = "forbidden";
  }
}
