"""What pages in Azerbaijani say, by kinds of sentences that they are full of."""

from datetime import date

import pytest


def changed(extraction):
    """Each change: the place, its district and its holder."""
    return [
        (item.place.name.text, item.place.district and item.place.district.text, item.holder)
        for item in extraction.changes
    ]


def named(extraction):
    return [item.place.name.text for item in extraction.statements]


def test_the_first_of_two_districts_before_a_village_is_no_place(read):
    found = read("Ordumuz Füzuli və Xocavənd rayonunun Arış kəndini azad edib.", "az")
    assert named(found) == ["Arış"]
    assert changed(found) == [("Arış", "Xocavənd", "AZ")]


def test_a_place_joined_to_a_district_is_kept_if_it_is_none_itself(read):
    found = read("Ordumuz Talış və Xocavənd rayonunun Arış kəndini azad edib.", "az")
    assert named(found) == ["Talış", "Arış"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "9 noyabr bəyanatına əsaslanaraq noyabrın 20-də Ağdam rayonu, noyabrın 25-də Kəlbəcər rayonu, dekabrın "
            "1-də isə Laçın rayonu Azərbaycana təhvil verildi.",
            [date(2020, 11, 20), date(2020, 11, 25), date(2020, 12, 1)],
        ),
        ("Bəyanata uyğun olaraq noyabrın 25-də Kəlbəcər rayonu Azərbaycana qaytarılıb.", [date(2020, 11, 25)]),
        (
            "Noyabrın 10-da imzalanan sazişin şərtlərinə görə Ermənistan noyabrın 20-də Ağdam rayonunu tərk etdi.",
            [date(2020, 11, 20)],
        ),
    ],
)
def test_a_day_behind_what_follows_from_a_document_is_not_that_of_the_document(read, text, days):
    assert [fact.day for fact in read(text, "az", date(2020, 12, 30)).facts] == days


@pytest.mark.parametrize("text", ["Beləliklə, Xocalı rayonunun Fərrux kəndi də Azərbaycanın nəzarəti altına keçib."])
def test_thus_counts_nothing_where_no_number_stands(read, text):
    assert changed(read(text, "az", date(2022, 3, 26))) == [("Fərrux", "Xocalı", "AZ")]


def test_thus_counts_what_was_reached_where_a_number_stands(read):
    found = read("Beləliklə, Füzuli rayonunun 8 kəndi işğaldan azad edilib.", "az")
    assert [total.scope for total in found.totals] == ["running"]


def test_troops_that_are_stationed_in_a_town_take_it(read):
    found = read("Azərbaycan Ordusu Laçın şəhərinə yerləşdi.", "az", date(2022, 8, 26))
    assert changed(found) == [("Laçın", None, "AZ")]


@pytest.mark.parametrize(
    "text", ["20 ailə Laçın şəhərinə yerləşdi.", "Sülhməramlılar Laçın şəhərinə yerləşib.", "Prezident Laçına getdi."]
)
def test_who_settles_or_visits_takes_nothing(read, text):
    assert changed(read(text, "az", date(2022, 8, 26))) == []


def test_the_border_service_is_the_states_and_no_place(read):
    text = "Qazax rayonunun Bağanis Ayrım və Xeyrımlı kəndləri artıq Dövlət Sərhəd Xidmətinin nəzarəti altındadır."
    found = read(text, "az", date(2024, 5, 28))
    assert named(found) == ["Bağanis Ayrım", "Xeyrımlı"]
    assert {item.holder for item in found.statements} == {"AZ"}


@pytest.mark.parametrize(
    ("text", "language", "side"),
    [
        ("Müstəqil mənbələr təsdiqləyib ki, Azərbaycan ordusu Cəbrayıl şəhərini ələ keçirib.", "az", ""),
        ("Azərbaycan bildirib ki, Ermənistan Talış kəndini itirib.", "az", "AZ"),
        ("Independent sources say Azerbaijan took the village of Talish.", "en", ""),
        ("Independent sources confirmed that Azerbaijan took the village of Talish.", "en", ""),
        ("The village of Talish was taken, said Azerbaijan.", "en", "AZ"),
        ("Reported by Azerbaijan, the village of Talish was taken.", "en", "AZ"),
        ("Независимые источники подтвердили, что Азербайджан взял село Талыш.", "ru", ""),
    ],
)
def test_who_does_what_is_said_does_not_say_it(read, text, language, side):
    (told,) = read(text, language, date(2020, 10, 5)).statements
    assert (told.holder, told.side) == ("AZ", side)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Xocavənd rayonunun Bulutan kəndi azad edilib, Əhməd Əliyev bildirib.", "az"),
        ("Bulutan köyü işgalden kurtarıldı, dedi köy sakini Ahmet Aliyev.", "tr"),
        ("The village of Bulutan was liberated, resident Ahmad Aliyev said.", "en"),
    ],
)
def test_somebody_else_of_the_same_family_name_is_not_the_known_speaker(read, text, language):
    found = read(text, language, date(2020, 10, 20))
    assert named(found)[0] == "Bulutan"
    assert {item.speaker for item in found.statements} == {""}


def facts(extraction):
    return [(fact.subject, fact.holder, fact.day) for fact in extraction.facts]


TWO = [("Ağdam", "AZ", date(2020, 11, 20)), ("Kəlbəcər", "AZ", date(2020, 11, 25))]


@pytest.mark.parametrize(
    "text",
    [
        "Azərbaycan Ordusu 2020-ci il noyabrın 20-də Ağdam, noyabrın 25-də Kəlbəcər rayonlarına daxil oldu.",
        "10 noyabr 2020-ci il tarixli bəyanata əsasən Ağdam rayonu 20 noyabr, Kəlbəcər rayonu isə 25 noyabr tarixində "
        "Azərbaycana təhvil verilib.",
        "2020-ci il noyabrın 10-da imzalanmış bəyanata əsasən noyabrın 20-də Ağdam, noyabrın 25-də isə Kəlbəcər "
        "rayonları Azərbaycana qaytarıldı.",
    ],
)
def test_whole_districts_behind_their_days_are_facts_and_no_places(read, text):
    found = read(text, "az", date(2021, 12, 30))
    assert facts(found) == TWO
    assert list(found.statements) == []


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Ağdam, Kəlbəcər və Laçın rayonları Azərbaycana qaytarıldı.", "az", ["Ağdam", "Kəlbəcər", "Laçın"]),
        ("Ermənistan Ağdam və Kəlbəcər rayonlarını boşaltdı.", "az", ["Ağdam", "Kəlbəcər"]),
        ("Ermenistan Ağdam ve Kelbecer illerini boşalttı.", "tr", ["Ağdam", "Kelbecer"]),
        ("The Aghdam and Lachin districts were returned to Azerbaijan.", "en", ["Aghdam", "Lachin"]),
        ("The districts of Aghdam and Lachin were returned to Azerbaijan.", "en", ["Aghdam", "Lachin"]),
        ("Агдамский и Лачинский районы были переданы Азербайджану.", "ru", ["Агдамский", "Лачинский"]),
        ("Աղդամի և Քարվաճառի շրջանները հանձնվեցին Ադրբեջանին։", "hy", ["Աղդամի", "Քարվաճառի"]),
    ],
)
def test_each_of_several_whole_districts_is_a_fact(read, text, language, names):
    found = read(text, language, date(2020, 12, 1))
    assert [(fact.subject, fact.holder) for fact in found.facts] == [(name, "AZ") for name in names]
    assert found.changes == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Azərbaycan Ordusu Ağdam və Kəlbəcər rayonlarında bayraq qaldırdı.", "az"),
        ("Füzuli və Cəbrayıl rayonlarının bir neçə kəndi azad edildi.", "az"),
        ("В Агдамском и Кельбаджарском районах азербайджанские войска заняли высоты.", "ru"),
        ("Azerbaijani troops took 20 villages in the Fuzuli and Jabrayil districts.", "en"),
        ("Azerbaijan liberated Fuzuli and Jabrayil districts' villages.", "en"),
        ("Azerbaijan took back parts of the Fuzuli and Jabrayil districts.", "en"),
    ],
)
def test_something_in_several_districts_is_not_the_whole_of_them(read, text, language):
    assert read(text, language, date(2020, 12, 1)).facts == ()


def dated(extraction):
    """Each change: the place, its holder and its day."""
    return [(item.place.name.text, item.holder, item.day) for item in extraction.changes]


@pytest.mark.parametrize(
    ("text", "language", "district"),
    [
        ("Füzulinin işğaldan azad olunan Qarakollu kəndinin sakinləri sevinir.", "az", "Füzulinin"),
        ("Füzulinin uzun müddət işğal altında qalan Qarakollu kəndində yol çəkilir.", "az", "Füzulinin"),
        ("Füzuli'nin işgalden kurtarılan Garakollu köyünde mayın temizleniyor.", "tr", "Füzuli'nin"),
    ],
)
def test_a_district_owns_a_village_behind_what_describes_it(read, text, language, district):
    (told,) = read(text, language).statements
    assert (told.place.district.text, told.stance) == (district, None)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Oktyabrın 3-də işğaldan azad edilən Talış kəndində bayraqlar asılıb.", "az"),
        ("2020-ci il oktyabrın 3-də işğaldan azad edilmiş Talış kəndinə 20 ailə köçürüldü.", "az"),
        ("Oktyabrın 3-də işğaldan azad edilən Talış kəndini Ermənistan ordusu atəşə tutdu.", "az"),
        ("3 Ekim'de Ermenistan işgalinden kurtarılan Terter ilinin Talış köyünde bayraklar asıldı.", "tr"),
    ],
)
def test_a_participle_behind_a_day_tells_of_a_change_that_the_record_has(read, text, language):
    assert dated(read(text, language, date(2020, 10, 5))) == [("Talış", "AZ", date(2020, 10, 3))]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mayın 4-də işğaldan azad edilmiş Talış kəndinə 20 ailə köçürüldü.", "az"),
        ("Mayın 4-də Prezident işğaldan azad edilmiş Talış kəndində məktəb açdı.", "az"),
        ("4 Mayıs'ta işgalden kurtarılan Talış köyünde okul açıldı.", "tr"),
        ("44 günlük müharibədə işğaldan azad edilmiş Talış kəndinə 20 ailə köçürüldü.", "az"),
    ],
)
@pytest.mark.parametrize("side", ["", "AZ"])
def test_the_day_of_something_else_is_not_that_of_a_participle(read, text, language, side):
    assert dated(read(text, language, date(2023, 5, 5), side)) == []


def test_a_small_word_before_a_kind_belongs_to_a_name_that_the_gazetteer_has(read):
    (told,) = read("Füzuli rayonunun Xatun bulaq kəndi azad edildi.", "az").changes
    assert (told.place.name.text, told.place.kind) == ("Xatun bulaq", "village")


def test_a_day_that_begins_a_line_is_that_of_all_of_the_line(read):
    text = (
        "3 oktyabr: Talış kəndi azad edildi. Döyüşlər davam etdi. Suqovuşan qəsəbəsi də azad edildi.\n"
        "Məktəblər bağlıdır, Şuşa şəhərində işıq yoxdur."
    )
    found = read(text, "az", date(2020, 12, 1))
    assert dated(found) == [("Talış", "AZ", date(2020, 10, 3)), ("Suqovuşan", "AZ", date(2020, 10, 3))]
    assert {item.day for item in found.statements if item.place.name.text == "Şuşa"} == {date(2020, 12, 1)}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Soltanlı kəndi dağ ətəyindədir. 19 oktyabr 2020-ci ildə Azərbaycan Ordusu kəndi azad etdi.", "az"),
        ("Soltanlı kəndi Arazın yaxınlığındadır. 19 oktyabr 2020-ci ildə kənd azad olundu.", "az"),
        (
            "Soltanlı kəndi Cəbrayıla yaxındır. 19 oktyabr 2020-ci ildə Prezident İlham Əliyev kəndin azad edildiyini "
            "açıqlayıb.",
            "az",
        ),
        ("Soltanlı köyü Cebrail'e yakındır. Azerbaycan ordusu 19 Ekim 2020'de köyü işgalden kurtardı.", "tr"),
    ],
)
def test_a_village_told_of_before_may_stand_in_any_case(read, text, language):
    assert dated(read(text, language, date(2021, 1, 10))) == [("Soltanlı", "AZ", date(2020, 10, 19))]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Soltanlı kəndi dağ ətəyindədir. 19 oktyabr 2020-ci ildə Azərbaycan Ordusu 13 kəndi azad etdi.", "az"),
        ("Soltanlı köyü dağdadır. Azerbaycan ordusu 19 Ekim 2020'de çok sayıda köyü işgalden kurtardı.", "tr"),
    ],
)
def test_villages_that_are_counted_are_not_the_one_told_of_before(read, text, language):
    assert dated(read(text, language, date(2021, 1, 10))) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Füzuli şəhəri 23 avqust 1993-cü ildə Ermənistan silahlı qüvvələri tərəfindən işğal edilib və 17 oktyabr "
            "2020-ci ildə Azərbaycan Ordusu tərəfindən azad olunub.",
            "az",
        ),
        (
            "Füzuli, 23 Ağustos 1993'te Ermeni kuvvetlerince işgal edildi ve 17 Ekim 2020'de Azerbaycan ordusunca geri "
            "alındı.",
            "tr",
        ),
    ],
)
def test_a_town_that_one_side_took_and_the_other_took_back_is_told_with_the_last_day(read, text, language):
    assert dated(read(text, language, date(2021, 3, 10))) == [("Füzuli", "AZ", date(2020, 10, 17))]


def test_a_number_before_a_word_for_after_counts_nothing_behind_it(read):
    assert read("27 illik işğaldan sonra şəhər azad edilib.", "az").totals == ()


def test_a_range_along_which_heights_lie_is_not_taken(read):
    found = read("Qırxqız silsiləsi boyunca Buzdux yüksəkliyi nəzarətə götürülüb.", "az", date(2022, 8, 3))
    assert [item.place.name.text for item in found.changes] == ["Buzdux"]


def test_whom_something_is_told_of_behind_a_comma_does_not_tell_it(read):
    (told,) = read("Məlumata görə, ermənilər avqustun 25-dək Laçını tərk etməlidirlər.", "az").statements
    assert (told.stance, told.side) == (None, "")


@pytest.mark.parametrize("word", ["Beləliklə", "Hətta", "Qədim", "Strateji", "Sonda", "Vaxtilə"])
def test_a_first_word_by_which_no_name_begins_belongs_to_none(read, word):
    found = read(f"{word} Talış kəndi Azərbaycan Ordusu tərəfindən azad edildi.", "az")
    assert named(found) == ["Talış"]


@pytest.mark.parametrize("name", ["Yuxarı Talış", "Böyük Talış"])
def test_a_first_word_by_which_names_begin_is_kept(read, name):
    assert named(read(f"{name} kəndi Azərbaycan Ordusu tərəfindən azad edildi.", "az")) == [name]


def test_the_villages_that_a_sentence_begins_with_are_those_named_last(read):
    text = (
        "Xocavənd rayonunun Köhnə Tağlar və Çaylaqqala kəndləri ərazisində döyüş olub. Kəndlər Azərbaycanın nəzarətinə "
        "keçib."
    )
    assert [name for name, _, _ in changed(read(text, "az", date(2020, 12, 15)))] == ["Köhnə Tağlar", "Çaylaqqala"]


@pytest.mark.parametrize(
    "text",
    [
        "Ordumuz Hadruta doğru irəliləyir, Tuğ kəndi mühasirəyə alınıb.",
        "Ermənistan ordusu Hadrut qəsəbəsində əks-hücuma keçib.",
        "Azərbaycan Ordusu Talış kəndində mövqe tutub.",
        "Talış kəndi Azərbaycanın Tərtər rayonunun tərkibinə daxil olub.",
    ],
)
def test_sieges_and_attacks_change_nothing(read, text):
    found = read(text, "az", date(2020, 10, 13))
    assert found.changes == ()
    assert found.statements != ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Xankəndi separatçıları bildirir ki, Azərbaycan qüvvələri Daşaltı kəndinə daxil olub.", "az"),
        ("Şuşa əməliyyatı zamanı ordumuz Daşaltı kəndini azad etdi.", "az"),
        ("Şuşa operasyonu sırasında Azerbaycan ordusu Daşaltı köyünü aldı.", "tr"),
    ],
)
def test_a_town_that_describes_something_else_is_not_taken(read, text, language):
    found = read(text, language, date(2020, 11, 6))
    assert [name for name, _, _ in changed(found)] == ["Daşaltı"]
    assert len(found.statements) == 2


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Şuşa tamamilə azad edildi.", "az"),
        ("Şuşa yenidən azad edildi.", "az"),
        ("Şuşa indi azad edildi.", "az"),
        ("Şuşa şimdi tamamen Azerbaycan'ın kontrolüne geçti.", "tr"),
        ("Şuşa geri alındı.", "tr"),
    ],
)
def test_words_that_tell_how_or_when_take_nothing_from_a_town(read, text, language):
    assert changed(read(text, language, date(2020, 11, 9))) == [("Şuşa", None, "AZ")]


def test_who_lives_in_the_village_told_of_before_is_no_village(read):
    text = "Mehdili kəndi azad edildi. Kəndin sakini Əli Həsənov deyir ki, evindən daş üstündə daş qalmayıb."
    assert named(read(text, "az", date(2020, 10, 4))) == ["Mehdili"]


def test_the_year_of_a_month_alone_is_not_that_of_a_day_of_another(read):
    text = "Mehdili kəndi 1993-cü ilin avqustunda işğal olunmuşdu, oktyabrın 3-də isə ordumuz kəndi azad etdi."
    (told,) = read(text, "az", date(2021, 2, 1)).statements
    assert told.day == date(2020, 10, 3)


def test_a_name_in_another_language_behind_an_abbreviation_is_no_place_of_its_own(read):
    text = "Tuğ kəndi (erm. Տող) — Xocavənd rayonunda yerləşən kənd. 9 noyabr 2020-ci ildə kənd azad edilmişdir."
    found = read(text, "az", date(2023, 3, 1))
    assert named(found) == ["Tuğ", "Tuğ"]
    assert dated(found) == [("Tuğ", "AZ", date(2020, 11, 9))]


def test_who_still_held_a_town_did_not_gain_it(read):
    text = 'Prezident deyib: "Sentyabrın 20-də Xankəndi azad edildi".'
    assert changed(read(text, "az", date(2023, 11, 8))) == [("Xankəndi", None, "AZ")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tuğ kəndi düşmən əlindən alındı.", "az"),
        ("Tuğ kəndi düşməndən alındı.", "az"),
        ("Tuğ kəndi Ermənistanın əlindən alınıb.", "az"),
        ("Tuğ köyü Ermenistan'ın elinden alındı.", "tr"),
    ],
)
def test_from_whose_hands_a_village_is_taken_loses_it(read, text, language):
    assert changed(read(text, language, date(2020, 10, 30))) == [("Tuğ", None, "AZ")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Azərbaycan Ordusu Sur kəndini nəzarətə alıb.", "az"),
        ("Azərbaycan Ordusu Sur kəndini təhvil aldı.", "az"),
        ("Sur kəndi Azərbaycan Ordusu tərəfindən işğaldan qurtarıldı.", "az"),
        ("Azerbaycan ordusu Sur köyünü teslim aldı.", "tr"),
    ],
)
def test_other_words_for_taking_are_known(read, text, language):
    assert changed(read(text, language, date(2020, 10, 9))) == [("Sur", None, "AZ")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Düşmən itki verərək Tuğ kəndindən qaçdı, kənd azad edildi.", "az"),
        ("Ermənistan ordusu geri oturdu, Tuğ kəndi azad edildi.", "az"),
        ("Ermənistan silahlı qüvvələri itki verdi və Tuğ kəndi nəzarətə götürüldü.", "az"),
        ("Ermenistan ordusu kaçtı, Tuğ köyü kurtarıldı.", "tr"),
        ("Azərbaycan Ordusu düşməni məğlub edib, Tuğ kəndini azad edib.", "az"),
        ("Azərbaycan Ordusunun əks-hücumu nəticəsində Tuğ kəndi azad edildi.", "az"),
    ],
)
def test_who_fled_before_a_village_was_freed_did_not_free_it(read, text, language):
    assert changed(read(text, language, date(2020, 10, 30))) == [("Tuğ", None, "AZ")]
