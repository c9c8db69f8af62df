using DocumentPipeline.Model;
using DocumentPipeline.Support;
using UglyToad.PdfPig;

namespace DocumentPipeline.Pdf;

public sealed class TableFinderTests
{
    [Fact]
    public void Aligned_rows_are_a_table_with_empty_cells_where_nothing_stands() =>
        Find((50, 700, "Item"), (200, 700, "Cost"), (300, 700, "Year"),
            (50, 685, "Road"), (200, 685, "12"), (300, 685, "2026"),
            (50, 670, "Bridge"), (300, 670, "2027"))
            .Should().ContainSingle().Which.Rows.Select(static row => string.Join('|', row))
            .Should().Equal("Item|Cost|Year", "Road|12|2026", "Bridge||2027");

    [Fact]
    public void Two_rows_are_too_few() =>
        Find((50, 700, "Item"), (200, 700, "Cost"), (50, 685, "Road"), (200, 685, "12")).Should().BeEmpty();

    [Fact]
    public void Running_text_is_no_table() =>
        Find((50, 700, "The plan repairs"), (50, 685, "the pipes before"), (50, 670, "it builds a plant.")).Should().BeEmpty();

    [Fact]
    public void Two_columns_of_running_text_are_no_table() =>
        Find((50, 700, "The plan repairs the pipes of all"), (300, 700, "districts and builds one new plant"),
            (50, 685, "before it builds and it installs the"), (300, 685, "for the town and the villages that"),
            (50, 670, "meters that were promised long ago"), (300, 670, "lie along the river and wait for it"))
            .Should().BeEmpty();

    [Fact]
    public void A_list_with_bullets_or_numbers_is_no_table() =>
        Find((50, 700, "1."), (90, 700, "Water"), (50, 685, "2."), (90, 685, "Roads"), (50, 670, "3."), (90, 670, "Schools"))
            .Should().BeEmpty();

    [Fact]
    public void A_wide_gap_between_rows_parts_two_tables() =>
        Find((50, 700, "a"), (200, 700, "1"), (50, 685, "b"), (200, 685, "2"), (50, 670, "c"), (200, 670, "3"),
            (50, 500, "d"), (200, 500, "4"), (50, 485, "e"), (200, 485, "5"), (50, 470, "f"), (200, 470, "6"))
            .Should().HaveCount(2);

    private static IReadOnlyList<Table> Find(params (double X, double Y, string Text)[] texts)
    {
        using PdfDocument document = PdfReading.Open(Documents.Pdf(texts), "test.pdf");
        return PageLayout.Of(document.GetPage(1)).Tables;
    }
}
