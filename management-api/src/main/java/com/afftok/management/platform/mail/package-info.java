/// Mails and messages to phones: texts, the queue in the database, and sending.
@NullMarked
package com.afftok.management.platform.mail;

import org.jspecify.annotations.NullMarked;
