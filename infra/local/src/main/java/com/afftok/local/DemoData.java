package com.afftok.local;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// A shop, its offers, and a promoter with a link to the first of them.
final class DemoData {

    static final String ADVERTISER = "shop@demo.afftok.local";
    static final String PROMOTER = "promoter@demo.afftok.local";

    /// The link of the demo promoter, in a database that was given the demo data.
    static final String LINK =
            """
            SELECT link.id FROM user_offers link JOIN users promoter ON promoter.id = link.promoter_id
            WHERE promoter.email = 'promoter@demo.afftok.local' AND link.status = 'active'
            ORDER BY link.id LIMIT 1
            """;

    private static final String NETWORK =
            """
            INSERT INTO networks (id, name, description, website_url)
            VALUES (1, 'Demo Network', 'Where the demo shop is at home', 'https://network.example.com')
            """;

    private static final String USERS =
            """
            INSERT INTO users (id, username, email, password_hash, full_name, role, country)
            VALUES (1, 'demo_shop', 'shop@demo.afftok.local', ?, 'Demo Shop', 'advertiser', 'SA'),
                   (2, 'demo_promoter', 'promoter@demo.afftok.local', ?, 'Demo Promoter', 'promoter', 'SA')
            """;

    private static final String OFFERS =
            """
            INSERT INTO offers (id, advertiser_id, network_id, title, title_ar, description, description_ar,
                                category, destination_url, payout_type, payout, payout_percent, currency,
                                target_countries, link_lifetime_days, terms, status)
            VALUES (1, 1, 1, 'Demo Shop', 'متجر تجريبي',
                    'Ten per cent of every sale in a shop that sells a bit of everything',
                    'عشرة بالمئة من كل عملية بيع في متجر يبيع من كل شيء',
                    'shopping', 'https://shop.example.com/?click_id={click_id}',
                    'cps', 0, 10, 'USD', '{}', 3650, 'No advertisements on the name of the shop.', 'active'),
                   (2, 1, 1, 'Demo App', 'تطبيق تجريبي',
                    'Two dollars for everyone who registers in the app',
                    'دولاران عن كل من يسجل في التطبيق',
                    'apps', 'https://app.example.com/start?cid={click_id}',
                    'cpl', 2, 0, 'USD', '{}', 3650, 'One account a person.', 'active'),
                   (3, 1, 1, 'Demo Travel', 'سفر تجريبي',
                    'Fifty riyals for every booking from the Gulf',
                    'خمسون ريالا عن كل حجز من الخليج',
                    'travel', 'https://travel.example.com/book?ref={click_id}',
                    'cpa', 50, 0, 'SAR', '{SA,AE,KW,QA,BH,OM}', 3650, null, 'active')
            """;

    private static final String JOINED =
            """
            INSERT INTO user_offers (id, promoter_id, offer_id, advertiser_id, by_join)
            VALUES (1, 2, 1, 1, true)
            """;

    /// The demo shop, where it has never had a secret to sign postbacks with.
    private static final String SHOP_WITHOUT_SECRET =
            """
            SELECT shop.id FROM users shop
            WHERE shop.email = 'shop@demo.afftok.local' AND shop.role = 'advertiser'
              AND NOT EXISTS (SELECT FROM postback_secrets s WHERE s.advertiser_id = shop.id)
            """;

    private static final String POSTBACK_SECRET =
            """
            INSERT INTO postback_secrets (advertiser_id, mode, slot, secret, hint) VALUES (?, 'live', 1, ?, ?)
            """;

    private static final int HINT_LENGTH = 4;

    private DemoData() {}

    static void create(Connection connection, DemoSecrets demo) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(NETWORK);
            createUsers(connection, demo);
            statement.execute(OFFERS);
            statement.execute(JOINED);
            for (String table : List.of("networks", "users", "offers", "user_offers")) {
                statement.execute(continueIds(table));
            }
        }
    }

    /// Gives the demo shop the secret that its postbacks are signed with, sealed.
    static void ensurePostbackSecret(Connection connection, DemoSecrets demo) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet shop = query.executeQuery(SHOP_WITHOUT_SECRET);
                PreparedStatement insert = connection.prepareStatement(POSTBACK_SECRET)) {
            while (shop.next()) {
                long id = shop.getLong(1);
                String secret = demo.postbackSecret();
                insert.setLong(1, id);
                insert.setBytes(2, demo.sealed(id));
                insert.setString(3, secret.substring(secret.length() - HINT_LENGTH));
                insert.executeUpdate();
            }
        }
    }

    /// The ids above were chosen here: the next ones come after them.
    private static String continueIds(String table) {
        return "SELECT setval(pg_get_serial_sequence('%1$s', 'id'), (SELECT max(id) FROM %1$s))"
                .formatted(table);
    }

    private static void createUsers(Connection connection, DemoSecrets demo) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(USERS)) {
            insert.setString(1, Password.hash(demo.shopPassword()));
            insert.setString(2, Password.hash(demo.promoterPassword()));
            insert.executeUpdate();
        }
    }
}
