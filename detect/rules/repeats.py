"""Where people really do pay the same amount again within minutes."""

import re
from functools import lru_cache
from typing import Final

# Fares, parking, vending, tolls, laundries, arcades, top-ups of phones and games, tickets: words in the languages of the exports.
_PRONE: Final = re.compile(
    r"""地铁|公交|轨道|一卡通|乘车|交通卡|出行|停车|泊车|售货|贩卖|自助机|洗衣|充电|高速|ETC|通行费|话费|充值|点券|点卡|游戏|影城|影院|电影票|门票|票务|景区|
        \bmetro\b|\btransit\b|subway\b(?!\s*sandwich)|\bbus(?:es)?\b|\btram\b|\bmta\b|\btfl\b|oyster|\bparking\b|\bpark(?:ing)?\ ?meter|vending|laundr|\btoll\b|e-?toll|
        arcade|\bgame|\bticket|cinema|\bkrl\b|\bmrt\b|transjakarta|parkir|\btol\b|pulsa|tiket""",
    re.IGNORECASE | re.VERBOSE,
)


@lru_cache(maxsize=65536)
def repeat_prone(words: str) -> bool:
    """Tell whether words name a place where equal charges in a row are ordinary.

    >>> repeat_prone("城市地铁 乘车"), repeat_prone("City Parking"), repeat_prone("海底捞火锅")
    (True, True, False)
    """
    return _PRONE.search(words) is not None
