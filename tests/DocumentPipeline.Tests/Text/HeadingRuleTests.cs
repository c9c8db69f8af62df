using DocumentPipeline.Model;

namespace DocumentPipeline.Text;

public sealed class HeadingRuleTests
{
    private static readonly Line _body = new(1, "A long line of running text in the usual size.", 10, IsBold: false, Top: 0.5);

    [Theory]
    [InlineData(24, 1)]
    [InlineData(18, 2)]
    [InlineData(14, 3)]
    [InlineData(12, 3)]
    [InlineData(11, 0)]
    [InlineData(10, 0)]
    [InlineData(8, 0)]
    public void The_size_decides_and_three_levels_are_enough(double size, int level)
    {
        Line[] lines = [_body, Sized(24), Sized(18), Sized(14), Sized(12), Sized(11), Sized(8)];

        HeadingRule.Of(lines).LevelOf(Sized(size)).Should().Be(level);
    }

    [Fact]
    public void Numbers_and_long_paragraphs_are_no_headings_whatever_their_size()
    {
        HeadingRule rule = HeadingRule.Of([_body, Sized(24)]);

        rule.LevelOf(Sized(24) with { Text = "2026" }).Should().Be(0);
        rule.LevelOf(Sized(24) with { Text = new string('a', 200) }).Should().Be(0);
    }

    private static Line Sized(double size) => new(1, "Heading", size, IsBold: false, Top: 0.5);
}
