namespace Resilience.Tests.Registry;

public sealed class ReplaceAllTests : IDisposable
{
    private readonly ResilienceRegistry _registry = new();

    public void Dispose() => _registry.Dispose();

    [Fact]
    public void All_definitions_come_into_force_and_names_without_operation_are_passed_over()
    {
        (ResilienceOperation a, ResilienceOperation b) = (_registry.GetOrAdd("a"), _registry.GetOrAdd("b"));
        var told = new List<RegistryChange>();
        using IDisposable subscription = _registry.Subscribe(told.Add);

        IReadOnlyList<ResilienceOperation> replaced = _registry.ReplaceAll(new Dictionary<string, OperationDefinition>
        {
            ["a"] = ResiliencePreset.Http,
            ["b"] = ResiliencePreset.Llm,
            ["c"] = ResiliencePreset.Critical,
        });

        replaced.Should().BeEquivalentTo([a, b]);
        (a.Definition.Preset, b.Definition.Preset).Should().Be((ResiliencePreset.Http, ResiliencePreset.Llm));
        _registry.TryGet("c", out _).Should().BeFalse();
        told.Select(static change => $"{change.Kind} {change.Item} {change.Name}").Should().Equal("Replaced Operation a", "Replaced Operation b");
    }

    [Fact]
    public void One_definition_that_is_not_valid_changes_nothing_and_all_errors_are_told()
    {
        ResilienceOperation[] operations = [_registry.GetOrAdd("a"), _registry.GetOrAdd("b"), _registry.GetOrAdd("c")];
        var bad = new OperationDefinition(ResiliencePreset.Http, static options => options.Retry!.MaxAttempts = 0);

        Action replace = () => _registry.ReplaceAll(new Dictionary<string, OperationDefinition>
        {
            ["a"] = ResiliencePreset.Http,
            ["b"] = bad,
            ["c"] = bad,
        });

        replace.Should().Throw<InvalidPipelineException>().Which.Errors.Should().HaveCount(2);
        operations.Should().OnlyContain(static operation => operation.Definition.Preset == ResiliencePreset.Balanced);
    }

    [Fact]
    public void A_circuit_goes_on_with_what_it_knows()
    {
        ResilienceOperation operation = _registry.GetOrAdd("a");
        for (int i = 0; i < 5; i++)
            operation.Pipeline.ExecuteOutcome<int>(static _ => throw new PermanentException("no"), TestContext.Current.CancellationToken);
        long before = operation.Snapshot().Circuits.Single().Calls;

        _registry.ReplaceAll(new Dictionary<string, OperationDefinition>
        {
            ["a"] = new(ResiliencePreset.Balanced, static options => options.Retry!.MaxAttempts = 9),
        });

        operation.Snapshot().Circuits.Single().Calls.Should().Be(before);
        operation.Pipeline.ToString().Should().Contain("9 attempts");
    }

    [Fact]
    public async Task Those_who_replace_at_the_same_time_leave_the_same_definition_everywhere()
    {
        string[] names = ["a", "b", "c", "d"];
        ResilienceOperation[] operations = [.. names.Select(name => _registry.GetOrAdd(name))];
        OperationDefinition[] definitions = [.. ResiliencePreset.All.Select(static preset => new OperationDefinition(preset))];

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
        {
            for (int i = 0; i < 50; i++)
                _registry.ReplaceAll(names.ToDictionary(static name => name, _ => definitions[(number + i) % definitions.Length]));
        }, TestContext.Current.CancellationToken)));
        _registry.ReplaceAll(names.ToDictionary(static name => name, _ => definitions[0]));

        operations.Should().OnlyContain(operation => operation.Definition == definitions[0]);
    }

    [Fact]
    public void A_definition_can_be_based_on_another_preset_and_keeps_its_overrides()
    {
        OperationDefinition definition = new OperationDefinition(ResiliencePreset.Http, static options => options.Retry!.MaxAttempts = 9)
            .WithPreset(ResiliencePreset.Llm);

        definition.Preset.Should().BeSameAs(ResiliencePreset.Llm);
        _registry.GetOrAdd("a", _ => definition).Pipeline.ToString().Should().Contain("9 attempts").And.Contain("timeout (3 min)");
        FluentActions.Invoking(static () => OperationDefinition.FromBuilder(static _ => { }).WithPreset(ResiliencePreset.Llm))
            .Should().Throw<InvalidOperationException>();
    }
}
