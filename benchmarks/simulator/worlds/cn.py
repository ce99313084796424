"""China: two wallets for nearly everything, the debit card behind both, and a foreign card."""

from typing import Final

from benchmarks.simulator.worlds.world import Bill, Habit, Ticket, World

CN: Final = World(
    country="CN",
    currency="CNY",
    zone="Asia/Shanghai",
    cities=("杭州", "成都", "武汉", "南京", "西安", "苏州", "长沙", "青岛", "厦门", "合肥"),
    salary=(1_250_000, 0.35),
    rent_share=(0.18, 0.32),
    fares=(200, 300, 400, 500),
    habits=(
        Habit("breakfast", 0.32, 0.15, (7.9,), 0.4, Ticket((200, 250, 300, 350, 400, 450, 500, 600, 700, 800, 900, 1000), 0.95, 600, 0.4, 50), shops=2, explore=0.05),
        Habit("lunch", 0.42, 0.2, (12.2,), 0.4, Ticket((1200, 1300, 1500, 1600, 1800, 2000, 2200, 2500, 2800), 0.7, 1850, 0.3, 10), shops=5),
        Habit("restaurant", 0.10, 0.32, (12.3, 18.9), 0.8, Ticket(median=9200, sigma=0.55, step=100), shops=8, explore=0.4),
        Habit("coffee", 0.30, 0.2, (9.2, 14.6), 0.9, Ticket((990, 1290, 1500, 1600, 1800, 1990, 2200, 2500, 2800, 3200), 0.97, 1900, 0.3, 10), shops=3, explore=0.06),
        Habit("tea", 0.08, 0.18, (15.6, 19.8), 1.0, Ticket((600, 800, 1000, 1200, 1500, 1600, 1800, 2000), 0.9, 1400, 0.3, 10), shops=4),
        Habit("convenience", 0.16, 0.22, (8.3, 18.9, 21.5), 1.0, Ticket((300, 450, 500, 600, 750, 890, 1000, 1200, 1500), 0.6, 1650, 0.6, 10), shops=3),
        Habit("vending", 0.08, 0.04, (10.5, 15.5), 1.5, Ticket((200, 250, 300, 350, 400, 500), 1.0, 300, 0.2, 50), shops=2),
        Habit("fruit", 0.11, 0.18, (18.8,), 0.9, Ticket(median=2600, sigma=0.5), shops=2),
        Habit("groceries", 0.11, 0.42, (10.5, 19.2), 1.2, Ticket(median=7800, sigma=0.65), shops=3, explore=0.05),
        Habit("delivery", 0.13, 0.20, (12.0, 18.8), 0.7, Ticket(median=3300, sigma=0.4, step=10), shops=8, explore=0.2),
        Habit("online", 0.11, 0.18, (12.8, 21.4), 1.4, Ticket((990, 1990, 2990, 3990, 4990, 5900, 6900, 9900, 12900, 19900), 0.5, 8900, 0.9), shops=10, explore=0.5),
        Habit("clothes", 0.02, 0.05, (20.5,), 2.0, Ticket((7900, 9900, 12900, 15900, 19900, 25900, 29900), 0.8, 16900, 0.5, 100), shops=5, explore=0.4),
        Habit("taxi", 0.05, 0.10, (9.0, 22.3), 1.2, Ticket(median=2600, sigma=0.45), shops=2, explore=0.0),
        Habit("bike", 0.08, 0.06, (8.4, 18.4), 1.0, Ticket((150, 180, 250), 1.0, 150, 0.2, 10), shops=1, explore=0.0),
        Habit("parking", 0.06, 0.14, (11.0, 19.0), 2.0, Ticket((500, 800, 1000, 1500), 0.9, 900, 0.5, 100), shops=4, explore=0.2, needs_car=True),
        Habit("fuel", 0.06, 0.05, (18.5,), 2.0, Ticket((20000, 30000), 0.5, 27500, 0.2), shops=2, explore=0.05, account="debit", needs_car=True),
        Habit("laundry", 0.03, 0.05, (20.0,), 1.0, Ticket((300, 400, 500, 600), 1.0, 400, 0.2, 100), shops=1, explore=0.0),
        Habit("pharmacy", 0.025, 0.04, (13.0, 19.5), 1.5, Ticket(median=4600, sigma=0.6, step=10), shops=2),
        Habit("hair", 0.01, 0.07, (15.0,), 2.0, Ticket((3800, 5800, 6800, 8800), 0.9, 5800, 0.4, 100), shops=1, explore=0.1),
        Habit("cinema", 0.01, 0.09, (19.3,), 1.5, Ticket((3990, 4500, 4900, 5990), 0.9, 4700, 0.2, 10), shops=2, explore=0.1),
        Habit("games", 0.015, 0.03, (21.6,), 1.2, Ticket((600, 1200, 3000, 6800), 1.0, 1200, 0.4, 100), shops=2, explore=0.05),
        Habit("hospital", 0.012, 0.004, (9.5,), 1.0, Ticket(median=18500, sigma=0.8), shops=2, explore=0.2, account="debit"),
        Habit("supermarket", 0.01, 0.05, (16.0,), 2.0, Ticket(median=16500, sigma=0.6), shops=2, explore=0.1, account="debit"),
    ),
    foreign_habits=(
        Habit("app_store", 0.02, 0.03, (21.0,), 2.0, Ticket((99, 199, 299, 499, 999), 1.0, 299, 0.3), shops=2, explore=0.0, account="card"),
        Habit("foreign_online", 0.035, 0.06, (21.5,), 1.5, Ticket((999, 1499, 1999, 2499, 2999, 4999), 0.4, 3400, 0.8), shops=6, explore=0.4, account="card"),
    ),
    abroad_habits=(
        Habit("abroad_food", 2.2, 2.2, (8.8, 12.8, 19.0), 0.9, Ticket((450, 550, 650, 800, 1200), 0.4, 1700, 0.6), shops=5, explore=0.7, account="card"),
        Habit("abroad_transit", 1.6, 1.6, (10.0, 16.0, 21.0), 1.5, Ticket((120, 160, 210), 1.0, 160, 0.2), shops=1, explore=0.0, account="card"),
        Habit("abroad_shop", 0.8, 0.8, (15.0,), 2.0, Ticket(median=3800, sigma=0.8), shops=3, explore=0.8, account="card"),
    ),
    bills=(
        Bill("power", 1, 8, 13_500, 0.35),
        Bill("water", 2, 12, 6_800, 0.25),
        Bill("gas", 2, 14, 7_200, 0.35),
        Bill("phone", 1, 3, 5_900, 0.0, 100),
        Bill("broadband", 1, 18, 8_800, 0.0, 100),
    ),
    subscriptions=(600, 1000, 1200, 1500, 1800, 1900, 2500, 3000),
    foreign_subscriptions=(99, 299, 999, 1099, 1499, 1999),
)  # fmt: skip
