namespace DocumentPipeline.Reporting;

public sealed class HtmlTests
{
    [Theory]
    [InlineData("<script>\"a\" & 'b'</script>", "&lt;script&gt;&quot;a&quot; &amp; &#x27;b&#x27;&lt;/script&gt;")]
    [InlineData("año 34.0 %", "año 34.0 %")]
    [InlineData("\u202Eabc\u0007", "abc ")]
    public void Text_of_a_document_is_never_markup(string text, string encoded) => Html.Encode(text).Should().Be(encoded);

    [Fact]
    public void Every_kind_of_block_is_encoded()
    {
        string html = Html.Of("<t>", [new HeadingBlock(1, "<h>"), new TextBlock("<p>"), new TableBlock(["<th>"], [["<td>"]])]);

        html.Should().Contain("<title>&lt;t&gt;</title>").And.Contain("<h1>&lt;h&gt;</h1>").And.Contain("<p>&lt;p&gt;</p>");
        html.Should().Contain("<th>&lt;th&gt;</th>").And.Contain("<td>&lt;td&gt;</td>");
    }

    [Fact]
    public void A_page_forbids_what_it_does_not_need() =>
        Html.OfText("t", "a\nb<c").Should().Contain("default-src 'none'").And.Contain("<pre>a\nb&lt;c</pre>");
}
