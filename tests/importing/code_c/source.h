#ifndef ACME_H
#define ACME_H
#define ACME_VERSION 3
#define ACME_BUFFER_SIZE 4096

#define ACME_OK 0 /* all went well */
#define ACME_ERR_BASE (-100)
#define ACME_ERR_KEY (ACME_ERR_BASE - 1) /* wrong key */
#define ACME_ERR_BUSY (ACME_ERR_BASE - 2) /* busy, try again later */

typedef enum {
  ACME_STATUS_A = 0x8000, /**< first */
  ACME_STATUS_B,
  ACME_STATUS_C = 0x8010L
} acme_status_t;
#endif
