/// What administrators tell the platform while it runs, and who reads it.
@NullMarked
package com.afftok.management.platform.setting;

import org.jspecify.annotations.NullMarked;
