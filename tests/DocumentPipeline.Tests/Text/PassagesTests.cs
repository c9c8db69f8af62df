using DocumentPipeline.Model;

namespace DocumentPipeline.Text;

public sealed class PassagesTests
{
    [Fact]
    public void A_wide_gap_and_a_heading_end_a_paragraph()
    {
        List<Passage> passages = Read(
            Text("One line of", 0.92), Text("a", 0.90), Text("paragraph.", 0.88), Text("Another one.", 0.84),
            Heading("Water", 0.8), Text("A third one.", 0.76));

        passages.Select(static passage => (passage.Heading, passage.Sentences[0].Text)).Should().Equal(
            ("", "One line of a paragraph."), ("", "Another one."), ("Water", "A third one."));
    }

    [Fact]
    public void A_paragraph_goes_on_over_the_page_and_each_sentence_knows_its_page()
    {
        List<Passage> passages = Read(Text("It begins here. It goes", 0.12), Text("on there. And ends.", 0.9) with { Page = 2 });

        passages.Should().ContainSingle().Which.Sentences.Should().Equal(
            new Sentence("It begins here.", 1), new Sentence("It goes on there.", 1), new Sentence("And ends.", 2));
    }

    [Fact]
    public void A_bullet_begins_a_paragraph() =>
        Read(Text("Goals:", 0.90), Text("• water", 0.88), Text("• roads", 0.86)).Should().HaveCount(3);

    [Fact]
    public void Without_layout_a_short_line_that_ends_a_sentence_ends_a_paragraph() =>
        Read(Plain("A line that is as long as the others are"), Plain("ends here."), Plain("A line that is as long as the others are"))
            .Should().HaveCount(2);

    [Fact]
    public void A_document_without_full_stops_still_has_passages_of_limited_length()
    {
        Line[] lines = [.. Enumerable.Range(0, 3_000).Select(static i => new Line(1 + (i / 50), "words without an end", 10, false, 1 - (i % 50 / 50.0)))];

        List<Passage> passages = [.. Passages.Of(lines)];

        passages.Should().OnlyContain(static passage => passage.Sentences.Sum(static s => s.Text.Length) <= Limits.PassageLength);
        passages.Should().BeInAscendingOrder(static passage => passage.Sentences[0].Page);
    }

    [Fact]
    public void No_lines_make_no_passages() => Read().Should().BeEmpty();

    private static List<Passage> Read(params Line[] lines) => [.. Passages.Of(lines)];

    private static Line Text(string text, double top) => new(1, text, 10, IsBold: false, top);

    private static Line Heading(string text, double top) => new(1, text, 16, IsBold: false, top);

    private static Line Plain(string text) => new(1, text, 0, IsBold: false, 0);
}
