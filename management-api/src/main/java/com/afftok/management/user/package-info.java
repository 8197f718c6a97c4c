/// Users: promoters and advertisers, their accounts and profiles.
@NullMarked
package com.afftok.management.user;

import org.jspecify.annotations.NullMarked;
