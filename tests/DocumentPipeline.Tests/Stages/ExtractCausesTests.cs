using DocumentPipeline.Model;
using DocumentPipeline.Support;

namespace DocumentPipeline.Stages;

public sealed class ExtractCausesTests
{
    [Theory]
    [InlineData("Heavy rain leads to floods in the valley.", "Heavy rain", "floods in the valley")]
    [InlineData("The bridge is closed because the river rose.", "river rose", "bridge is closed")]
    [InlineData("Because the river rose, the bridge is closed.", "river rose", "bridge is closed")]
    [InlineData("Due to old pipes, a third of the water is lost.", "old pipes", "third of the water is lost")]
    [InlineData("Poor harvests are caused by drought.", "drought", "Poor harvests")]
    [InlineData("Farmers lose milk for lack of cooling.", "lack of cooling", "Farmers lose milk")]
    [InlineData("Teachers find no housing, therefore posts stay vacant.", "Teachers find no housing", "posts stay vacant")]
    [InlineData("There is no water because the pipes leak.", "pipes leak", "water")]
    [InlineData("La deforestación provoca la erosión de los suelos.", "deforestación", "erosión de los suelos")]
    [InlineData("Debido a la falta de agua potable, aumentan las enfermedades.", "falta de agua potable", "aumentan las enfermedades")]
    [InlineData("La pobreza rural se debe a la baja productividad agrícola.", "baja productividad agrícola", "pobreza rural")]
    [InlineData("Los cultivos se pierden por falta de vías terciarias.", "falta de vías terciarias", "cultivos se pierden")]
    [InlineData("El desempleo juvenil genera migración hacia la ciudad.", "desempleo juvenil", "migración hacia la ciudad")]
    public async Task A_causal_sentence_in_either_language_is_a_link(string sentence, string cause, string effect)
    {
        CausalGraph graph = await GraphAsync(sentence);

        CausalLink link = graph.Links.Should().ContainSingle().Subject;
        graph.Nodes[link.Cause].Label.Should().Be(cause);
        graph.Nodes[link.Effect].Label.Should().Be(effect);
        link.Sentence.Should().Be(sentence);
    }

    [Theory]
    [InlineData("The plan has four objectives and a budget.")]
    [InlineData("Rain does not cause the floods.")]
    [InlineData("Does rain lead to floods?")]
    [InlineData("El ruido no genera enfermedades.")]
    [InlineData("because")]
    [InlineData("It leads to this.")]
    [InlineData("Floods lead to floods.")]
    public async Task What_is_denied_asked_or_empty_is_no_link(string sentence) => (await GraphAsync(sentence)).Links.Should().BeEmpty();

    [Fact]
    public async Task A_link_keeps_the_page_of_its_sentence()
    {
        CausalGraph graph = await GraphAsync("Nothing here.", "Rain leads to floods.\nDrought causes hunger.");

        graph.Links.Select(static link => link.Page).Should().Equal(2, 2);
    }

    [Fact]
    public async Task A_sentence_that_points_back_takes_up_the_one_before()
    {
        CausalGraph graph = await GraphAsync("Rain leads to floods. This causes damage to the roads. Therefore, harvests rot.");

        Named(graph).Should().Equal(("Rain", "floods"), ("floods", "damage to the roads"), ("damage to the roads", "harvests rot"));
        graph.Links[1].Confidence.Should().BeLessThan(graph.Links[0].Confidence);
    }

    [Fact]
    public async Task One_thing_with_another_article_or_number_is_one_node()
    {
        CausalGraph graph = await GraphAsync("Old pipes cause water shortages. The water shortage leads to disease. Rain causes the disease.");

        graph.Nodes.Select(static node => node.Label).Should().Equal("Old pipes", "water shortages", "disease", "Rain");
        graph.Nodes[2].Mentions.Should().Be(2);
    }

    [Fact]
    public async Task A_hedge_makes_a_link_weaker()
    {
        CausalGraph graph = await GraphAsync("Rain leads to floods. Drought possibly leads to hunger.");

        graph.Links[1].Confidence.Should().BeLessThan(graph.Links[0].Confidence);
    }

    [Fact]
    public async Task A_lower_threshold_finds_what_was_too_weak_and_loses_nothing()
    {
        DocumentContext context = await Texts.AnalyzedAsync("Meters reduce leakage. Rain leads to floods.");

        CausalGraph strict = await GraphAsync(context);
        CausalGraph lax = await GraphAsync(context with { Settings = context.Settings with { CausalThreshold = 0.4 } });

        strict.BelowThreshold.Should().Be(1);
        lax.BelowThreshold.Should().Be(0);
        Named(lax).Should().Contain(Named(strict)).And.Contain(("Meters", "leakage"));
    }

    [Fact]
    public async Task A_reduced_scope_sees_the_first_pages_only()
    {
        DocumentContext context = await Texts.AnalyzedAsync("Rain leads to floods.", "Drought causes hunger.");

        CausalGraph graph = await GraphAsync(context with { Settings = context.Settings with { FirstPages = 1 } });

        graph.Links.Should().ContainSingle().Which.Page.Should().Be(1);
    }

    [Fact]
    public async Task Where_findings_are_required_an_empty_graph_is_an_error()
    {
        DocumentContext context = await Texts.AnalyzedAsync("Meters reduce leakage.");
        context = context with { Settings = context.Settings with { RequireFindings = true, MinWords = 1 } };

        Func<Task> act = () => ExtractCauses.RunAsync(context, TestContext.Current.CancellationToken).AsTask();

        await act.Should().ThrowAsync<EmptyCausalGraphException>().WithMessage("*1 are below the threshold*");
    }

    [Fact]
    public async Task Where_findings_are_required_too_little_text_is_an_error()
    {
        DocumentContext context = await Texts.AnalyzedAsync("Rain leads to floods.");
        context = context with { Settings = context.Settings with { RequireFindings = true } };

        Func<Task> act = () => ExtractCauses.RunAsync(context, TestContext.Current.CancellationToken).AsTask();

        await act.Should().ThrowAsync<InsufficientTextException>();
    }

    [Fact]
    public async Task Links_never_lead_from_a_node_to_itself_and_all_nodes_exist()
    {
        CausalGraph graph = (await Loaded.FindAsync(Documents.Shipped())).RequireCauses();

        graph.Links.Should().NotBeEmpty().And.OnlyContain(link => link.Cause != link.Effect);
        graph.Links.SelectMany(static link => new[] { link.Cause, link.Effect }).Should().OnlyContain(node => node >= 0 && node < graph.Nodes.Count);
        graph.Links.Should().OnlyContain(static link => link.Confidence >= 0.6 && link.Confidence <= 1 && link.Page >= 1 && link.Page <= 3);
    }

    private static async Task<CausalGraph> GraphAsync(params string[] pages) => await GraphAsync(await Texts.AnalyzedAsync(pages));

    private static async Task<CausalGraph> GraphAsync(DocumentContext context) =>
        (await ExtractCauses.RunAsync(context, TestContext.Current.CancellationToken)).RequireCauses();

    private static List<(string Cause, string Effect)> Named(CausalGraph graph) =>
        [.. graph.Links.Select(link => (graph.Nodes[link.Cause].Label, graph.Nodes[link.Effect].Label))];
}
