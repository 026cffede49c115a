enum DoorError: Int {
    case shut = 1001
    case gone = 1002
}
