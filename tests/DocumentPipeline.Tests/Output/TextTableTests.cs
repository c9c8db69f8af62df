namespace DocumentPipeline.Output;

public sealed class TextTableTests
{
    [Fact]
    public void Columns_are_as_wide_as_what_is_in_them_and_nothing_trails() =>
        TextTable.Lines(["Name", "N"], [["a", "1"], ["longer", "100"]], 1).Should().Equal(
            "Name      N",
            "───────────",
            "a         1",
            "longer  100");
}
