"""The only place for the words that generated tickets are made of: names, firms, sentences.

Everything here is made up from common words; no person or firm is meant. Sentences are bilingual
because the desks are, and long enough in number (thousands) that a search has rare and common
words to find.
"""

from dataclasses import dataclass
from itertools import product
from random import Random

from helpdesk_desktop.domain.folding import fold, token_text

# Family names with their share of the Vietnamese population in percent, roughly.
_FAMILY = {
    "Nguyễn": 38, "Trần": 11, "Lê": 10, "Phạm": 7, "Hoàng": 5, "Phan": 5, "Vũ": 4, "Đặng": 3,
    "Bùi": 3, "Đỗ": 2, "Hồ": 2, "Ngô": 2, "Dương": 1, "Lý": 1, "Đinh": 1, "Trịnh": 1, "Đoàn": 1,
    "Mai": 1, "Tạ": 1, "Lương": 1,
}  # fmt: skip
_MIDDLE = (
    "Văn", "Thị", "Đức", "Minh", "Ngọc", "Thanh", "Hoài", "Quốc", "Gia", "Thu", "Xuân", "Hữu",
    "Kim", "Bảo", "Khánh", "Anh", "Thúy", "Đình", "Quang", "Hồng",
)  # fmt: skip
_GIVEN = (
    "An", "Anh", "Ánh", "Bảo", "Bình", "Châu", "Chi", "Cường", "Dũng", "Duy", "Duyên", "Đạt",
    "Đông", "Giang", "Hà", "Hải", "Hạnh", "Hằng", "Hiền", "Hiếu", "Hoa", "Hòa", "Hùng", "Huy",
    "Huyền", "Hương", "Khang", "Khánh", "Khoa", "Lan", "Lâm", "Linh", "Loan", "Long", "Ly", "Mai",
    "Mạnh", "My", "Nam", "Nga", "Ngân", "Nghĩa", "Ngọc", "Nhung", "Oanh", "Phong", "Phúc", "Phương",
    "Quân", "Quyên", "Quỳnh", "Sơn", "Tâm", "Tân", "Thảo", "Thắng", "Thịnh", "Thủy", "Tiến", "Toàn",
    "Trang", "Trâm", "Trí", "Trinh", "Trung", "Tú", "Tuấn", "Tuyết", "Uyên", "Vân", "Việt", "Vy",
    "Yến",
)  # fmt: skip
_FOREIGN_GIVEN = (
    "Aiko", "Alice", "Amara", "Anders", "Björn", "Camille", "Carlos", "Chloé", "Daniel", "Elena",
    "Emma", "Fatima", "François", "Grace", "Hannah", "Hiro", "Ingrid", "Ivan", "James", "Jürgen",
    "Karim", "Léa", "Liam", "Lucía", "Maria", "Mei", "Noah", "Olga", "Oscar", "Priya", "Ravi",
    "Sofia", "Søren", "Tomás", "Wei", "Yusuf", "Zoë", "Żaneta",
)  # fmt: skip
_FOREIGN_FAMILY = (
    "Adeyemi", "Andersson", "Brown", "Chen", "Costa", "Dubois", "Fernández", "Fischer", "García",
    "Haddad", "Ivanova", "Jensen", "Johnson", "Kaya", "Kim", "Kowalski", "Kumar", "Lefèvre",
    "Martin", "Müller", "Nakamura", "Novák", "O'Brien", "Okafor", "Patel", "Rossi", "Sato",
    "Schmidt", "Silva", "Singh", "Smith", "Tanaka", "Wang", "Weiß", "Yılmaz",
)  # fmt: skip
_FIRM_KIND = (
    "Công ty TNHH", "Công ty Cổ phần", "Tập đoàn", "Cửa hàng", "Nhà thuốc", "Siêu thị",
    "Trung tâm", "Khách sạn", "Nhà hàng", "Xưởng may",
)  # fmt: skip
_FIRM_NAME = (
    "An Phát", "Ánh Dương", "Bình Minh", "Cửu Long", "Đại Nam", "Đông Á", "Gia Hưng", "Hải Âu",
    "Hòa Bình", "Hoa Sen", "Hồng Hà", "Hưng Thịnh", "Kim Ngân", "Long Thành", "Mê Kông",
    "Minh Khai", "Nam Việt", "Phú Quý", "Phương Đông", "Sao Mai", "Sông Hồng", "Tân Tiến",
    "Thái Bình", "Thành Công", "Thiên Long", "Trường Sơn", "Việt Thắng", "Xuân Mai",
)  # fmt: skip
_FOREIGN_FIRM = (
    "Atlas", "Bluewater", "Cedar", "Delta", "Evergreen", "Falcon", "Granite", "Harbour", "Ironwood",
    "Juniper", "Keystone", "Lantern", "Meridian", "Northwind", "Orchard", "Pinnacle", "Quarry",
    "Riverside", "Summit", "Tidewater", "Umbra", "Vantage", "Willow", "Zenith",
)  # fmt: skip
_FOREIGN_FIRM_KIND = ("Ltd", "Trading", "Logistics", "Foods", "Textiles", "Systems", "Travel")

TITLES = (
    "Giám đốc", "Kế toán", "Trưởng phòng mua hàng", "Nhân viên kho", "Chủ cửa hàng", "Thư ký",
    "Office manager", "Buyer", "Head of IT", "Owner", "Accountant", "Quản lý chi nhánh",
)  # fmt: skip
TEAMS = (
    ("Chăm sóc khách hàng", "care"), ("Kỹ thuật", "technical"), ("Giao hàng", "delivery"),
    ("Thanh toán", "billing"), ("Bảo hành", "warranty"), ("Khiếu nại", "complaints"),
    ("Sales", "sales"), ("Second line", "second-line"),
)  # fmt: skip
HOTLINES = ("+842873001234", "+842473005678", "+842363009012")

_THINGS_VI = (
    "đơn hàng", "hóa đơn", "máy in", "tài khoản", "thẻ thành viên", "gói cước", "điện thoại",
    "máy tính xách tay", "tai nghe", "thiết bị định tuyến", "phiếu bảo hành", "mã giảm giá",
    "bưu kiện", "hợp đồng", "camera", "nồi cơm điện", "máy giặt", "vé máy bay", "phòng khách sạn",
    "ứng dụng di động",
)  # fmt: skip
_FAULTS_VI = (
    "chưa nhận được", "bị giao nhầm", "bị lỗi", "cần đổi trả", "không đăng nhập được",
    "bị tính tiền hai lần", "giao trễ", "muốn hủy", "cần xuất lại", "bị hỏng khi vận chuyển",
    "không kích hoạt được", "hết hạn", "cần tư vấn thêm", "thiếu phụ kiện", "muốn nâng cấp",
)  # fmt: skip
_PLACES_VI = (
    "tại Hà Nội", "tại Đà Nẵng", "tại Cần Thơ", "tại quận 1", "tại Thủ Đức", "tại Hải Phòng",
    "ở Biên Hòa", "ở Huế", "ở Nha Trang", "ở Đà Lạt",
)  # fmt: skip
_THINGS_EN = (
    "order", "invoice", "printer", "account", "membership card", "data plan", "phone", "laptop",
    "headset", "router", "warranty slip", "voucher", "parcel", "contract", "camera", "rice cooker",
    "washing machine", "flight ticket", "hotel room", "mobile app",
)  # fmt: skip
_FAULTS_EN = (
    "has not arrived", "was delivered to the wrong address", "stopped working",
    "has to be returned", "cannot be opened", "was charged twice", "came late",
    "should be cancelled", "needs a new copy", "arrived broken", "cannot be activated",
    "has expired", "needs advice", "lacks its accessories", "should be upgraded",
)  # fmt: skip
_WHEN_EN = (
    "since Monday", "after the update", "in the Hanoi shop", "again", "for the second time",
    "before the holidays",
)  # fmt: skip
_ASKS_VI = (
    "Khách yêu cầu gọi lại trước 17 giờ.", "Khách muốn được hoàn tiền.",
    "Vui lòng kiểm tra với kho và báo lại.", "Khách đã gửi ảnh qua Zalo.",
    "Đề nghị chuyển cho bộ phận kỹ thuật.", "Khách rất không hài lòng với thời gian chờ.",
    "Nhân viên giao hàng không liên lạc được.", "Khách đồng ý nhận hàng vào cuối tuần.",
    "Cần xác nhận địa chỉ trước khi giao lại.", "Khách hỏi về chương trình khuyến mãi tháng này.",
    "Số tiền đã bị trừ trong tài khoản ngân hàng.", "Thiết bị vẫn còn trong thời hạn bảo hành.",
)  # fmt: skip
_ASKS_EN = (
    "Customer asks for a call before noon.", "Customer wants a full refund.",
    "Please check with the warehouse and answer by e-mail.", "Photos were sent by chat.",
    "Escalated once already, please hurry.", "The courier could not reach the customer.",
    "Address to be confirmed before the next delivery.", "The device is still under warranty.",
    "Payment shows twice on the bank statement.", "Customer will come to the shop on Saturday.",
)  # fmt: skip
_NOTES = (
    "Đã gọi lại, khách không nghe máy.", "Đã hẹn khách chiều mai.", "Kho xác nhận còn hàng.",
    "Đã gửi e-mail hướng dẫn.", "Chờ kế toán duyệt hoàn tiền.", "Khách đã nhận được hàng, cảm ơn.",
    "Đã đổi sản phẩm mới cho khách.", "Chuyển cho nhóm kỹ thuật theo dõi.",
    "Called back, no answer.", "Refund approved.", "Waiting for the supplier.",
    "Sent the manual by e-mail.", "Replacement shipped today.",
    "Customer confirmed, can be closed.", "Tried to reproduce, could not.",
    "Asked second line to have a look.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with the two forms in which it is searched and sorted."""

    text: str
    words: str
    folded: str


def _sentence(text: str) -> Sentence:
    return Sentence(text, token_text(text), fold(text))


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def subjects() -> list[Sentence]:
    """Every subject there is, in a fixed order: 4,800, two thirds of them Vietnamese."""
    vietnamese = (
        _first_upper(f"{thing} {fault} {place}")
        for thing, fault, place in product(_THINGS_VI, _FAULTS_VI, _PLACES_VI)
    )
    english = (
        _first_upper(f"{thing} {fault} {when}")
        for thing, fault, when in product(_THINGS_EN, _FAULTS_EN, _WHEN_EN)
    )
    return [_sentence(text) for text in (*vietnamese, *english)]


def descriptions(rng: Random, count: int = 6_000) -> list[Sentence]:
    """So many descriptions of two to four sentences."""
    made = []
    for _ in range(count):
        if rng.random() < 0.65:
            opening = f"{rng.choice(_THINGS_VI)} {rng.choice(_FAULTS_VI)} {rng.choice(_PLACES_VI)}."
            asks: tuple[str, ...] = _ASKS_VI
        else:
            opening = f"{rng.choice(_THINGS_EN)} {rng.choice(_FAULTS_EN)} {rng.choice(_WHEN_EN)}."
            asks = _ASKS_EN
        made.append(
            _sentence(" ".join((_first_upper(opening), *rng.sample(asks, rng.randint(1, 3)))))
        )
    return made


def notes() -> list[Sentence]:
    """Every note there is, in a fixed order."""
    return [
        _sentence(f"{first} {second}" if first != second else first)
        for first, second in product(_NOTES, _NOTES)
    ]


def names(rng: Random, count: int) -> list[str | None]:
    """So many contact names: mostly Vietnamese, some from elsewhere, a few missing."""
    families = rng.choices(tuple(_FAMILY), tuple(_FAMILY.values()), k=count)
    middles = rng.choices(_MIDDLE, k=count)
    givens = rng.choices(_GIVEN, k=count)
    kinds = rng.choices((0, 1, 2, 3), (60, 14, 21, 5), k=count)
    made: list[str | None] = []
    for kind, family, middle, given in zip(kinds, families, middles, givens, strict=True):
        if kind == 0:
            made.append(f"{family} {middle} {given}")
        elif kind == 1:
            made.append(f"{family} {given}")
        elif kind == 2:
            made.append(f"{rng.choice(_FOREIGN_GIVEN)} {rng.choice(_FOREIGN_FAMILY)}")
        else:
            made.append(None)
    return made


def companies(rng: Random, count: int) -> list[str]:
    """So many firm names; a number keeps those apart that would be the same."""
    made: dict[str, None] = {}
    while len(made) < count:
        if rng.random() < 0.7:
            name = f"{rng.choice(_FIRM_KIND)} {rng.choice(_FIRM_NAME)}"
        else:
            name = f"{rng.choice(_FOREIGN_FIRM)} {rng.choice(_FOREIGN_FIRM_KIND)}"
        made[name if name not in made else f"{name} {len(made)}"] = None
    return list(made)
