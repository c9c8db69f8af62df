namespace Resilience.Registry;

public sealed class UseOrderTests
{
    private readonly UseOrder<int, object> _order = new();

    [Fact]
    public void The_oldest_is_the_one_that_was_not_used_since_it_was_put_there()
    {
        FamilyEntry<int, object>[] entries = [.. Enumerable.Range(0, 3).Select(Add)];
        entries[0].Used = 10;

        _order.Oldest().Should().BeSameAs(entries[1]);
        _order.Entries.Should().Equal(entries[1], entries[2], entries[0]);
    }

    [Fact]
    public void Entries_can_be_taken_out_anywhere()
    {
        FamilyEntry<int, object>[] entries = [.. Enumerable.Range(0, 4).Select(Add)];

        _order.Remove(entries[1]);
        _order.Remove(entries[3]);
        _order.Entries.Should().Equal(entries[0], entries[2]);
        _order.Remove(entries[0]);
        _order.Remove(entries[2]);

        _order.Entries.Should().BeEmpty();
        _order.Oldest().Should().BeNull();
        _order.Count.Should().Be(0);
    }

    [Fact]
    public void What_is_not_there_is_not_put_back()
    {
        FamilyEntry<int, object> entry = Add(0);
        _order.Remove(entry);

        _order.PutBack(entry);

        _order.Entries.Should().BeEmpty();
    }

    private FamilyEntry<int, object> Add(int used)
    {
        var entry = new FamilyEntry<int, object>(used, "x") { Used = used };
        _order.Add(entry);
        return entry;
    }
}
