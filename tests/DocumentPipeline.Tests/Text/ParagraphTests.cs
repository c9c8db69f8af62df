namespace DocumentPipeline.Text;

public sealed class ParagraphTests
{
    [Fact]
    public void Lines_are_joined_with_spaces() => Paragraph.Join(["one", "", "two three"]).Should().Be("one two three");

    [Fact]
    public void A_word_broken_at_the_lines_end_is_whole_again() =>
        Paragraph.Join(["the munici-", "pality grows"]).Should().Be("the municipality grows");

    [Theory]
    [InlineData("2026-", "2029", "2026- 2029")]
    [InlineData("south-", "East", "south- East")]
    [InlineData("-", "item", "- item")]
    public void Other_hyphens_stay(string first, string second, string joined) =>
        Paragraph.Join([first, second]).Should().Be(joined);
}
