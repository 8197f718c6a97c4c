/// Settings that administrators change at run time.
@NullMarked
package com.afftok.management.platform.setting;

import org.jspecify.annotations.NullMarked;
