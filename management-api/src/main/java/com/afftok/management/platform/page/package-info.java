/// Pages of lists: cursors and page numbers.
@NullMarked
package com.afftok.management.platform.page;

import org.jspecify.annotations.NullMarked;
