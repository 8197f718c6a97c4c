/// CSV files that clients send, and the problems with their lines.
@NullMarked
package com.afftok.management.platform.csv;

import org.jspecify.annotations.NullMarked;
