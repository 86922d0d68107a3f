from flask_migrate import check, downgrade, upgrade


def test_migrations_arrive_at_the_models(app):
    check()  # Exits when the models say more than the migrations built.


def test_migrations_go_down_and_up_again(app):
    downgrade(revision="base")
    upgrade()
    check()
