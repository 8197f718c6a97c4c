/// Notifies the edges of changes.
@NullMarked
package com.afftok.management.platform.edge;

import org.jspecify.annotations.NullMarked;
