export enum DoorErrorCode { Shut = 5 }
export enum LiftErrorCode { Slow = 6, Gone = 7 }
export enum LiftMode { Up = 1 }
