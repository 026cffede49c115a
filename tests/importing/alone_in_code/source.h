#define DOOR_ERR_KEY 1   /* The key is wrong */
#define DOOR_ERR_OLD 2   /* The key is too old */

#define DOOR_ERR_GONE 3   /* The door is gone */

#define DOOR_MAX_KEYS 100
