/// Users and the accounts of promoters and advertisers that they act for.
@NullMarked
package com.afftok.management.party.user;

import org.jspecify.annotations.NullMarked;
