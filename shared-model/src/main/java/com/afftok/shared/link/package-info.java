/// Where a promoter's link may lead, and how edges learn of changed links.
@NullMarked
package com.afftok.shared.link;

import org.jspecify.annotations.NullMarked;
