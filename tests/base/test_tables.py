from jalon.base.frames.tables import csv_response, csv_text


def test_values_with_commas_and_quotes_come_back_whole() -> None:
    assert csv_text([["a, b", 'say "yes"', None]]) == '"a, b","say ""yes""",\r\n'


def test_text_that_a_spreadsheet_would_run_is_disarmed() -> None:
    assert csv_text([["=HYPERLINK(1)", "@x", "-3", -3]]) == "'=HYPERLINK(1),'@x,'-3,-3\r\n"


def test_a_table_is_offered_under_its_name() -> None:
    answer = csv_response("matrix.csv", [["é"]])

    assert answer["Content-Disposition"] == 'attachment; filename="matrix.csv"'
    assert answer.content.decode("utf-8") == "é\r\n"
