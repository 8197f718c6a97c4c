/// Clicks and their results, for promoters and advertisers.
@NullMarked
package com.afftok.management.tracking.click;

import org.jspecify.annotations.NullMarked;
