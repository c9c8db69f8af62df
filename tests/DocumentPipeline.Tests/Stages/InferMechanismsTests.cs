using DocumentPipeline.Model;
using DocumentPipeline.Support;

namespace DocumentPipeline.Stages;

public sealed class InferMechanismsTests
{
    [Fact]
    public async Task Links_that_follow_each_other_are_a_chain()
    {
        MechanismAnalysis analysis = await InferAsync(3, (0, 1, 0.9), (1, 2, 0.5));

        Mechanism chain = analysis.Mechanisms.Should().ContainSingle().Subject;
        chain.Nodes.Should().Equal(0, 1, 2);
        chain.Links.Should().Equal(0, 1);
        chain.Confidence.Should().Be(0.45);
        analysis.Cycles.Should().BeEmpty();
        analysis.IsCutShort.Should().BeFalse();
    }

    [Fact]
    public async Task A_single_link_is_no_chain() => (await InferAsync(2, (0, 1, 0.9))).Mechanisms.Should().BeEmpty();

    [Fact]
    public async Task Of_two_links_between_the_same_nodes_the_more_certain_one_counts() =>
        (await InferAsync(3, (0, 1, 0.6), (0, 1, 0.9), (1, 2, 0.8))).Mechanisms.Should().ContainSingle().Which.Links.Should().Equal(1, 2);

    [Fact]
    public async Task A_circle_is_named_once_and_followed_once_around()
    {
        MechanismAnalysis analysis = await InferAsync(4, (1, 2, 0.9), (2, 3, 0.9), (3, 1, 0.9), (0, 1, 0.8));

        analysis.Cycles.Should().ContainSingle().Which.Should().Equal(1, 2, 3);
        analysis.Mechanisms.Should().ContainSingle().Which.Nodes.Should().Equal(0, 1, 2, 3);
    }

    [Fact]
    public async Task A_circle_that_nothing_leads_to_is_entered_at_its_first_node() =>
        (await InferAsync(3, (0, 1, 0.9), (1, 2, 0.9), (2, 0, 0.9))).Mechanisms.Should().ContainSingle().Which.Nodes.Should().Equal(0, 1, 2);

    [Fact]
    public async Task A_graph_without_anything_has_no_mechanisms() =>
        (await InferAsync(0)).Should().BeEquivalentTo(new MechanismAnalysis([], [], IsCutShort: false));

    [Fact]
    public async Task A_graph_in_which_everything_leads_to_everything_is_cut_short()
    {
        var links = from cause in Enumerable.Range(0, 60) from effect in Enumerable.Range(0, 60) where cause != effect select (cause, effect, 0.9);

        MechanismAnalysis analysis = await InferAsync(60, [.. links]);

        analysis.IsCutShort.Should().BeTrue();
        analysis.Mechanisms.Should().HaveCount(Limits.Chains).And.OnlyContain(static chain => chain.Links.Count == Limits.ChainLinks);
        analysis.Cycles.Should().ContainSingle();
    }

    [Fact]
    public async Task A_very_long_line_of_causes_overflows_nothing()
    {
        (int, int, double)[] links = [.. Enumerable.Range(0, 50_000).Select(static i => (i, i + 1, 0.9))];

        MechanismAnalysis analysis = await InferAsync(50_001, links);

        analysis.Mechanisms.Should().ContainSingle().Which.Links.Should().HaveCount(Limits.ChainLinks);
        analysis.IsCutShort.Should().BeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Chains_follow_links_and_never_repeat_a_node_whatever_the_graph(int seed)
    {
        var random = new Random(seed);
        int nodes = random.Next(2, 30);
        (int, int, double)[] links = [.. Enumerable.Range(0, random.Next(1, 90))
            .Select(_ => (random.Next(nodes), random.Next(nodes), random.Next(60, 100) / 100.0))
            .Where(static link => link.Item1 != link.Item2)];

        CausalGraph graph = Graph(nodes, links);
        MechanismAnalysis analysis = await InferAsync(graph);

        foreach (Mechanism chain in analysis.Mechanisms)
        {
            chain.Nodes.Should().OnlyHaveUniqueItems().And.HaveCount(chain.Links.Count + 1);
            chain.Links.Count.Should().BeInRange(2, Limits.ChainLinks);
            chain.Confidence.Should().BeInRange(0, 1);
            for (int i = 0; i < chain.Links.Count; i++)
            {
                graph.Links[chain.Links[i]].Should().BeEquivalentTo(new { Cause = chain.Nodes[i], Effect = chain.Nodes[i + 1] });
            }
        }

        foreach (IReadOnlyList<int> cycle in analysis.Cycles)
        {
            cycle.Should().OnlyHaveUniqueItems();
            for (int i = 0; i < cycle.Count; i++)
            {
                graph.Links.Should().Contain(link => link.Cause == cycle[i] && link.Effect == cycle[(i + 1) % cycle.Count]);
            }
        }
    }

    [Fact]
    public async Task Before_causes_are_extracted_it_refuses_to_run()
    {
        Func<Task> act = () => InferMechanisms.RunAsync(Documents.ContextOf("none"), TestContext.Current.CancellationToken).AsTask();

        await act.Should().ThrowAsync<InvalidOperationException>().WithMessage("CAUSAL_EXTRACTION has not run.");
    }

    private static Task<MechanismAnalysis> InferAsync(int nodes, params (int Cause, int Effect, double Confidence)[] links) =>
        InferAsync(Graph(nodes, links));

    private static async Task<MechanismAnalysis> InferAsync(CausalGraph graph)
    {
        DocumentContext context = Documents.ContextOf("none") with { Causes = graph };
        return (await InferMechanisms.RunAsync(context, TestContext.Current.CancellationToken)).Mechanisms!;
    }

    private static CausalGraph Graph(int nodes, params (int Cause, int Effect, double Confidence)[] links) => new(
        [.. Enumerable.Range(0, nodes).Select(static i => new CausalNode($"node {i}", 1))],
        [.. links.Select(static link => new CausalLink(link.Cause, link.Effect, "causes", link.Confidence, 1, "A sentence."))],
        SentenceCount: 1,
        BelowThreshold: 0,
        IsCutShort: false);
}
