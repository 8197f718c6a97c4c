/// The check before every endpoint: the caller, its permissions and its rate of requests.
@NullMarked
package com.afftok.management.access.guard;

import org.jspecify.annotations.NullMarked;
