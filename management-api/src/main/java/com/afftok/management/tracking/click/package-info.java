/// Clicks, as promoters and advertisers see what became of theirs.
@NullMarked
package com.afftok.management.tracking.click;

import org.jspecify.annotations.NullMarked;
