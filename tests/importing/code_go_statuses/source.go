package bakery

import "net/http"

var errors = map[int]string{
	EcodeNoDough:  "There is no dough",
	EcodeOvenBusy: "The oven is in use",
	EcodeNoOven:   "There is no oven",
	ecodeClient:   "The client is broken",
}

var errorStatus = map[int]int{
	EcodeNoDough:  http.StatusNotFound,
	EcodeOvenBusy: http.StatusConflict,
}

const (
	EcodeNoDough  = 100
	EcodeOvenBusy = 101
	EcodeNoOven   = 102

	ecodeClient = 500
)
