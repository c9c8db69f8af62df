using DocumentPipeline.Model;

namespace DocumentPipeline.Text;

public sealed class SectionsTests
{
    private const string Body = "Running text that is long enough to be the most frequent size of all.";

    [Fact]
    public void Larger_lines_open_sections_and_their_sizes_give_the_levels() =>
        Sections.Of([Title("Plan"), Heading("1. Water"), Text(Body), Heading("2. Roads"), Text(Body)]).Should().Equal(
            new Section("Plan", 1, 1, ""),
            new Section("1. Water", 2, 1, Body),
            new Section("2. Roads", 2, 1, Body));

    [Fact]
    public void Text_before_the_first_heading_has_a_section_of_its_own() =>
        Sections.Of([Text(Body), Heading("Water"), Text(Body)])[0].Should().Be(new Section(Sections.Untitled, 0, 1, Body));

    [Fact]
    public void A_document_without_headings_is_one_section() =>
        Sections.Of([Text(Body), Text(Body)]).Should().ContainSingle().Which.Text.Should().Be($"{Body} {Body}");

    [Fact]
    public void A_heading_broken_into_lines_is_one_heading() =>
        Sections.Of([Heading("Water and", 0.90), Heading("Sanitation", 0.88), Text(Body)])
            .Should().ContainSingle().Which.Heading.Should().Be("Water and Sanitation");

    [Fact]
    public void Headings_with_numbers_or_far_apart_stay_apart() =>
        Sections.Of([Heading("Annex", 0.90), Heading("1. Water", 0.88), Heading("Roads", 0.5), Text(Body)])
            .Select(static section => section.Heading).Should().Equal("Annex", "1. Water", "Roads");

    [Fact]
    public void A_short_bold_line_is_a_heading_and_a_bold_sentence_is_none()
    {
        IReadOnlyList<Section> sections = Sections.Of([
            Text("Bold heading") with { IsBold = true },
            Text(Body),
            Text("This is important.") with { IsBold = true },
            Text(Body),
        ]);

        sections.Should().ContainSingle().Which.Should().Be(
            new Section("Bold heading", 1, 1, $"{Body} This is important. {Body}"));
    }

    [Fact]
    public void Plain_text_without_sizes_has_no_headings() =>
        Sections.Of([Text("Title") with { FontSize = 0 }, Text(Body) with { FontSize = 0 }]).Should().ContainSingle();

    [Fact]
    public void No_lines_make_no_sections() => Sections.Of([]).Should().BeEmpty();

    private static Line Title(string text) => new(1, text, 20, IsBold: false, Top: 0.95);

    private static Line Heading(string text, double top = 0.5) => new(1, text, 14, IsBold: false, top);

    private static Line Text(string text) => new(1, text, 10, IsBold: false, Top: 0.5);
}
