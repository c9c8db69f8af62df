using System.Text;
using System.Text.Json;
using DocumentPipeline.Model;
using DocumentPipeline.Reporting;
using DocumentPipeline.Support;
using DocumentPipeline.Text;

namespace DocumentPipeline.Stages;

/// <summary>Text that nobody writes and files contain all the same.</summary>
public sealed class HostileTextTests
{
    public static TheoryData<string> Texts => new(
        "",
        " ",
        new string('a', 200_000),
        new string('.', 50_000),
        string.Concat(Enumerable.Repeat("because ", 20_000)),
        string.Concat(Enumerable.Repeat("A leads to B. ", 5_000)),
        string.Concat(Enumerable.Repeat("1,", 50_000)),
        string.Concat(Enumerable.Repeat("$ 1 000 ", 20_000)),
        new string('9', 100_000) + " pesos",
        string.Concat(Enumerable.Repeat("😀", 20_000)),
        "\u202Erain leads to floods\u202C and \u0000\u0007\u001B[31m \uD800 x \uDC00 y \uFFFE",
        "<script>alert(1)</script> because <img src=x onerror=alert(1)> costs $ 5 millones | a | b",
        "](javascript:alert(1)) `code` **bold** leads to # heading &lt;b&gt;",
        "La inversio\u0301n genera empleo. El nin\u0303o estudia.",
        "(((((((((( -5 (7) ---- %%%% ;;;; ,,,, :::: ¿¡¿¡ «» “”");

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Every_stage_takes_it_and_what_it_finds_can_be_written(string text)
    {
        string clean = CleanText.Of(text);
        DocumentContext context = Support.Texts.Context(clean, $"# {clean[..Math.Min(clean.Length, 60)]}", clean)
            .With(new Table(1, [["Item", clean], [clean, "1"], ["Total", clean]]));
        context = await AnalyzeSections.RunAsync(context, TestContext.Current.CancellationToken);

        context = await Loaded.FindInAsync(context);

        string json = JsonSerializer.Serialize(context, DocumentJson.Default.DocumentContext);
        DocumentContext read = JsonSerializer.Deserialize(json, DocumentJson.Default.DocumentContext)!;
        JsonSerializer.Serialize(read, DocumentJson.Default.DocumentContext).Should().Be(json);

        IReadOnlyList<ReportBlock> blocks = Report.Of(context, [], default);
        string html = Html.Of(Report.TitleOf(context), blocks);
        html.Should().NotContain("<script").And.NotContain("<img");
        html.Split("<td>").Length.Should().Be(html.Split("</td>").Length);
        Markdown.Of(blocks).EnumerateRunes().Should().OnlyContain(static rune => rune == new Rune('\n') || !Rune.IsControl(rune));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_soup_of_cues_numbers_and_signs_is_survived(int seed)
    {
        string[] pieces =
        [
            "because", "leads to", "porque", "debido a", "genera", "$", "12,5", "1.234", "millones", "de", "pesos", "total", ".", ",", ";", "?",
            "rain", "lluvia", "floods", "this", "esto", "not", "(", ")", "2024-2027", "%", "\n", "# ", "A", "meta", "indicador",
        ];
        var random = new Random(seed);
        string soup = string.Join(' ', Enumerable.Range(0, 3_000).Select(_ => pieces[random.Next(pieces.Length)]));

        DocumentContext context = await Loaded.FindInAsync(await Support.Texts.AnalyzedAsync(soup, soup));

        context.Causes!.Links.Where(static link => link.Cause == link.Effect || link.Page is < 1 or > 2).Should().BeEmpty();
        context.Mechanisms!.Mechanisms.Where(static chain => chain.Nodes.Distinct().Count() != chain.Nodes.Count).Should().BeEmpty();
        context.Answers!.SelectMany(static answer => answer.Evidence).Where(static sentence => sentence.Page is < 1 or > 2).Should().BeEmpty();
    }
}
