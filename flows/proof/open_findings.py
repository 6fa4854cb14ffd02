"""What the proof finds and is not mended yet: each with what would mend it. Aim: empty."""

from collections.abc import Mapping

from flows.derived import LEVIES

_INSTALMENTS = (
    "the payment tables put a kept agreement (P3) below lateness made good (P2), so who pays the "
    "rest off fares worse; give both answers the same level, or a row of its own"
)
_SSW_TIME = (
    "the time used is asked of holders only; ask it also of those who want the status and may have "
    "held it. Told without being asked, the row counts"
)
OPEN: Mapping[str, str] = {
    **{
        f"turned {levy}: late_cleared_recently before instalments_kept": _INSTALMENTS
        for levy in LEVIES
    },
    "dead stay_ssw_time_short_change": _SSW_TIME,
    "dead stay_ssw_time_over_change": _SSW_TIME,
    "vain expiry_date": "after the last day it moves no level; only the list of days shows it",
    "vain employer_category": "between some statuses it counts only together with a changed job",
    "vain family_life": "a visitor who moved down and wants to stay a visitor; narrow ask_when",
    "vain marriage_record": "no row reads it where neither a spouse's status nor that of a "
    "long-term resident is wanted; narrow ask_when",
    "vain after_return": "no row reads it where no work or study is wanted; narrow ask_when",
    "change name_tax_agent": "a tax agent settles no debt, so no level falls",
    **{
        f"advice {name}": "no row of this route gives it; name it in a row, or drop the route"
        for name in (
            "pay_company_dues change",
            "ask_employer_dues renewal",
            "return_card coe",
            "think_about_lump_sum coe",
            "get_tb_certificate coe",
            "prepay_insurance coe",
            "wait_for_date renewal",
            "ask_fee renewal",
            "ask_fee change",
            "permanent_residence_apart renewal",
        )
    },
}
"""Kind and key of a problem -> what it is."""
