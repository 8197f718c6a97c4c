/// Documents for print, in English and Arabic.
@NullMarked
package com.afftok.management.platform.paper;

import org.jspecify.annotations.NullMarked;
