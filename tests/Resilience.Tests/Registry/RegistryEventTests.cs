namespace Resilience.Registry;

public sealed class RegistryEventTests : IDisposable
{
    private readonly ResilienceRegistry _registry = new();
    private readonly List<string> _heard = [];

    public void Dispose() => _registry.Dispose();

    [Fact]
    public void Every_change_is_told_in_order()
    {
        using IDisposable subscription = _registry.Subscribe(Hear);

        _registry.GetOrAdd("a");
        _registry.GetOrAdd("a");
        _registry.Replace("a", ResiliencePreset.Http);
        _registry.Replace("b", ResiliencePreset.Http);
        _registry.Remove("a");
        _registry.CircuitBreakers.GetOrAdd("c", static _ => new());
        _registry.CircuitBreakers.Remove("c");

        _heard.Should().Equal(
            "Added Operation a", "Replaced Operation a", "Added Operation b", "Removed Operation a", "Added CircuitBreaker c",
            "Removed CircuitBreaker c");
    }

    [Fact]
    public void Whoever_has_disposed_of_the_subscription_hears_no_more()
    {
        IDisposable subscription = _registry.Subscribe(Hear);
        _registry.GetOrAdd("a");

        subscription.Dispose();
        subscription.Dispose();
        _registry.GetOrAdd("b");

        _heard.Should().Equal("Added Operation a");
    }

    [Fact]
    public void A_handler_that_throws_keeps_nobody_from_being_told()
    {
        using IDisposable throwing = _registry.Subscribe(static _ => throw new TestException());
        using IDisposable subscription = _registry.Subscribe(Hear);

        _registry.GetOrAdd("a").Name.Should().Be("a");

        _heard.Should().Equal("Added Operation a");
    }

    [Fact]
    public void A_handler_may_use_the_registry_and_is_not_entered_again_meanwhile()
    {
        int depth = 0;
        using IDisposable subscription = _registry.Subscribe(change =>
        {
            (++depth).Should().Be(1);
            Hear(change);
            if (change is { Kind: RegistryChangeKind.Added, Name: "a" })
                _registry.Replace("a", ResiliencePreset.Http);
            depth--;
        });

        _registry.GetOrAdd("a");

        _heard.Should().Equal("Added Operation a", "Replaced Operation a");
    }

    [Fact]
    public void The_changes_of_one_name_make_sense_whatever_the_threads_do()
    {
        const int Rounds = 2_000;
        bool isThere = false;
        var nonsense = new List<RegistryChange>();
        using (_registry.Subscribe(Check))
        {
            Parallel.For(0, Rounds, i =>
            {
                switch (i % 3)
                {
                    case 0:
                        _registry.Remove("x");
                        break;
                    case 1:
                        _registry.GetOrAdd("x");
                        break;
                    default:
                        _registry.Replace("x", ResiliencePreset.Http);
                        break;
                }
            });
            _registry.GetOrAdd("last"); // whoever drains has told everything before
        }

        nonsense.Should().BeEmpty();

        void Check(RegistryChange change)
        {
            if (change.Name != "x")
                return;
            if (isThere == (change.Kind == RegistryChangeKind.Added))
                nonsense.Add(change);
            isThere = change.Kind != RegistryChangeKind.Removed;
        }
    }

    private void Hear(RegistryChange change) => _heard.Add($"{change.Kind} {change.Item} {change.Name}");
}
