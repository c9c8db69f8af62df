using DocumentPipeline.Model;

namespace DocumentPipeline.Pdf;

public sealed class RunningLinesTests
{
    [Fact]
    public void Lines_that_return_at_the_edge_of_pages_go_and_page_numbers_do_not_matter()
    {
        Line[] lines = [.. Enumerable.Range(1, 4).SelectMany(static page => new[] { Body(page), Edge(page, $"Plan - page {page}") })];

        RunningLines.Remove(lines, pageCount: 4).Should().Equal(lines.Where(static line => line.Top == 0.5));
    }

    [Fact]
    public void The_same_words_in_the_middle_of_a_page_stay()
    {
        Line[] lines = [Edge(1, "Plan"), Edge(2, "Plan"), Edge(3, "Plan"), Body(3) with { Text = "Plan" }];

        RunningLines.Remove(lines, pageCount: 3).Should().Equal(lines[3]);
    }

    [Fact]
    public void What_stands_on_few_pages_stays()
    {
        Line[] lines = [Edge(1, "Plan"), Edge(2, "Plan")];

        RunningLines.Remove(lines, pageCount: 2).Should().Equal(lines);
    }

    private static Line Edge(int page, string text) => new(page, text, 8, IsBold: false, Top: 0.03);

    private static Line Body(int page) => new(page, "Text", 10, IsBold: false, Top: 0.5);
}
