/// Mail and messages to people: texts, the queue in the database, and how it is sent.
@NullMarked
package com.afftok.management.platform.mail;

import org.jspecify.annotations.NullMarked;
