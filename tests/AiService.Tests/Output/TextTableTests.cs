namespace AiService.Output;

public sealed class TextTableTests
{
    [Fact]
    public void Columns_are_as_wide_as_what_is_in_them() =>
        TextTable.Lines([["name", "calls", "circuit"], ["ai_embed", "1", "Open"], ["a", "1000000", ""]])
            .Should().Equal("name        calls  circuit", "ai_embed        1  Open", "a         1000000");
}
