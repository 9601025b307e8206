import pytest

from align.quality.dates import check_dates
from tests.quality.judged import found


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("29 мамырда өтті.", "It was held on 29 May.", []),
        ("29 мамырда өтті.", "It was held on 29 March.", [("error", "мамырда|March")]),
        ("29 мамырда өтті.", "It was held on 29.05.", []),
        ("Қыркүйекте басталады.", "It will begin soon.", [("warning", "Қыркүйекте|")]),
        ("Сәрсенбіде келді.", "He came on Friday.", [("error", "Сәрсенбіде|Friday")]),
        ("2023 жылғы маусымда", "in June 2023", []),
        ("Туристік маусым ұзақ.", "The tourist season is long.", []),
        ("Қазанда тұрады.", "He lives in Kazan.", []),
        ("Ол келуі мүмкін.", "He may come.", []),
        ("5 мамыр күні", "on May 5", []),
        ("қаңтар, ақпан және наурыз", "January, February and March", []),
    ],
)
def test_months_and_weekdays(source: str, target: str, expected: list[tuple[str, str]]) -> None:
    assert found(check_dates, source, target) == expected
