"""Files given to the upload page, as a person gives them."""

from streamlit.testing.v1 import AppTest


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Choose files and have them read."""
    app.file_uploader[0].set_value([(name, data, "application/octet-stream") for name, data in files])
    app.run()
    return app.button(key="read").click().run()


def imported(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Choose files, look at what they hold, and import them."""
    return upload(app, *files).button(key="import").click().run()


def press(app: AppTest, beginning: str) -> AppTest:
    """Click the one button whose key begins so."""
    (button,) = [button for button in app.button if str(button.key).startswith(beginning)]
    return button.click().run()
