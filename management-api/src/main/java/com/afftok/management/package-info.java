/// The management API.
@NullMarked
package com.afftok.management;

import org.jspecify.annotations.NullMarked;
