-- error codes of the bakery
CREATE TABLE IF NOT EXISTS `bakery_error` (
  `id` int(11) NOT NULL,
  `code` varchar(32),
  message varchar(255),
  PRIMARY KEY (`id`)
);
INSERT INTO `users` (`id`, `name`, `password`) VALUES (1, 'admin', 'hunter2'), (2, 'baker', 'secret');
INSERT IGNORE INTO `bakery_error` VALUES (1, 'E000', 'Success'), (2, 'E252', 'It\'s cold; wait'),
  (3, 'E254', 'No flour, ''none''
at all');
INSERT INTO `bakery_error` SELECT * FROM `old_error`;
