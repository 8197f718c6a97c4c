/// The second factor of users and administrators: codes of an app, and recovery codes.
@NullMarked
package com.afftok.management.access.factor;

import org.jspecify.annotations.NullMarked;
