/// Where a promoter's link may lead.
@NullMarked
package com.afftok.shared.link;

import org.jspecify.annotations.NullMarked;
