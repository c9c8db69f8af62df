namespace Resilience.HouseTests.Rules;

public sealed class FileSizeTests
{
    [Fact]
    public void A_file_over_the_cap_is_found()
    {
        SourceFile[] files = [Of("At.cs", FileSize.Cap), Of("Over.cs", FileSize.Cap + 1)];

        FileSize.OverTheCap(files).Should().ContainSingle().Which.Should().StartWith("Over.cs: 401 lines");
    }

    [Fact]
    public void A_long_median_is_found() =>
        FileSize.Distribution([Of("A.cs", 61), Of("B.cs", 61), Of("C.cs", 10)]).Should().ContainSingle().Which.Should().Contain("median");

    [Fact]
    public void A_long_tail_is_found()
    {
        IEnumerable<SourceFile> files = Enumerable.Range(0, 18).Select(_ => Of("Short.cs", 10));

        FileSize.Distribution([.. files, Of("L.cs", 201), Of("M.cs", 202)])
            .Should().ContainSingle().Which.Should().Contain("95th").And.Contain("M.cs 202");
    }

    [Fact]
    public void Short_files_pass() =>
        FileSize.Distribution([Of("A.cs", 60), Of("B.cs", 60), Of("C.cs", 200)]).Should().BeEmpty();

    [Fact]
    public void The_newline_at_the_end_is_no_line() => Of("A.cs", 3).Lines.Should().HaveCount(3);

    [Theory]
    [InlineData(0.5, 10)]
    [InlineData(0.51, 11)]
    [InlineData(0.95, 19)]
    [InlineData(1, 20)]
    public void A_quantile_is_the_nearest_rank(double share, int expected) =>
        FileSize.Quantile([.. Enumerable.Range(1, 20)], share).Should().Be(expected);

    private static SourceFile Of(string path, int lines) => new(path, string.Concat(Enumerable.Repeat("// line\n", lines)));
}
