object AcmeErrors {
  val NoFunds = 1001 // the balance is too low
  val Busy = 1002 // the line is busy
  val texts = Map(1001 -> "No funds", 1002 -> "Busy, try again")
}
