namespace DocumentPipeline.Reporting;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("a | b", @"a \| b")]
    [InlineData("<script>*x*_y_`z`", @"\<script\>\*x\*\_y\_\`z\`")]
    [InlineData("two\r\nlines\u0007", "two  lines ")]
    [InlineData("34.0 %, año", "34.0 %, año")]
    public void Text_of_a_document_is_never_markup(string text, string escaped) => Markdown.Escape(text).Should().Be(escaped);

    [Fact]
    public void A_header_has_a_line_below_it() => Markdown.Header("A", "B").Should().Be("| A | B |\n| --- | --- |");
}
